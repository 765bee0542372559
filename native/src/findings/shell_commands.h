/* shell_commands.h - the Exchange command that belongs to a finding, as text to be read before it
   is run: names of strangers stand in it as PowerShell texts that end where they should. Pure. */
#ifndef EASC_FINDINGS_SHELL_COMMANDS_H
#define EASC_FINDINGS_SHELL_COMMANDS_H

#include "base/text.h"
#include "findings/findings.h"

/* Which Exchange: the cmdlets have other names from 2013 on. */
typedef enum easc__exchange {
    EASC__EXCHANGE_2010 = 0,
    EASC__EXCHANGE_2013 = 1 /* and later */
} easc__exchange;

/* Appends the command for a subject; nothing when there is none, or when its user or DeviceId is
   empty or holds anything but ASCII letters, digits, blanks and \ @ . _ - + $ ' / ( ): no text of
   a stranger can then be more than a text, in any encoding and in any cell. */
void easc__finding_add_command(easc__text *to, easc__finding_id id,
                               const easc__finding_subject *subject, easc__exchange exchange);

#endif
