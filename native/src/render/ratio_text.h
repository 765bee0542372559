/* ratio_text.h - ratios as .NET writes a System.Single (cmdlet facts 7.3). Pure. */
#ifndef EASC_RENDER_RATIO_TEXT_H
#define EASC_RENDER_RATIO_TEXT_H

#include "base/text.h"

/* Appends part / whole as a quotient of single precision with 7 significant digits, rounded half
   up, without zeros at the end, with a point; below 0.0001 as "1E-05". `part` is at most `whole`,
   which is not 0. Exact for wholes below 2^36; beyond it the last digit may differ. */
void easc__add_ratio(easc__text *to, uint64_t part, uint64_t whole);

#endif
