/* text_policy.h - the section about the policy in the documents for people, only with a policy
   file. Only files of render include it. */
#ifndef EASC_RENDER_TEXT_POLICY_H
#define EASC_RENDER_TEXT_POLICY_H

#include "render/document.h"

/* The notes, then the quirks of the clients; of the devices that the gate looks at, or of all. */
void easc__screen_add_policy(easc__text *to, const easc__answer *answer,
                             const easc__document_style *style, bool of_gate);

#endif
