/* export_window.h - which rows --start-date and --end-date let through. */
#ifndef EASC_SCAN_EXPORT_WINDOW_H
#define EASC_SCAN_EXPORT_WINDOW_H

#include "options/options.h"

/* Narrows the selection of the options by both limits, included, as Exchange's own cmdlet takes
   them: local time of this computer, unless they have a zone or --use-gmt was said.
   EASC_E_ARGUMENT when the start is later than the end. */
easc_status easc__export_window(easc__options *options, easc__error *err);

#endif
