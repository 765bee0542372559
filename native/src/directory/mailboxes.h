/* mailboxes.h - the mailboxes that an administrator exported with
   `Get-CASMailbox | Export-Csv` (contract section 8). Read once, then immutable: any thread. */
#ifndef EASC_DIRECTORY_MAILBOXES_H
#define EASC_DIRECTORY_MAILBOXES_H

#include "base/bytes.h"
#include "base/status.h"

/* The mailboxes of a file. */
typedef struct easc__mailboxes easc__mailboxes;

/* Reads a CSV file as csv_file.h says; TRUE/True/true and $true/1/yes are true.
   EASC_E_DATA: no header, none of the naming columns (LinkedMasterAccount, PrimarySmtpAddress,
   SamAccountName, Alias, Name), an unclosed quote – with file and line; EASC_E_NOT_FOUND,
   EASC_E_ACCESS, EASC_E_READ, EASC_E_LIMIT, EASC_E_MEMORY. */
easc_status easc__mailboxes_load(const char *path, easc__mailboxes **out, easc__error *err);

/* The same from memory; `name` is for messages. */
easc_status easc__mailboxes_parse(easc__bytes text, const char *name, easc__mailboxes **out,
                                  easc__error *err);
void easc__mailboxes_free(easc__mailboxes *mailboxes); /* NULL does nothing */

/* Rows with at least one name; lines of blanks and rows without a name are passed over. */
size_t easc__mailboxes_count(const easc__mailboxes *mailboxes);

/* What the file knows of one shown user. */
typedef struct easc__mailbox_hit {
    bool is_known;
    bool is_in_scope;     /* one row in scope suffices */
    const uint32_t *rows; /* the rows that have this name in the column that decides */
    size_t row_count;
} easc__mailbox_hit;

/* Looks a shown user up, without case: whole in LinkedMasterAccount, whole in PrimarySmtpAddress,
   then its local part (request/account.h is not needed: pass it) in SamAccountName, in Alias (Name
   where a row's Alias is empty), in the local part of PrimarySmtpAddress. The first column that
   knows it decides. Constant time. */
easc__mailbox_hit easc__mailboxes_find(const easc__mailboxes *mailboxes, easc__bytes user,
                                       easc__bytes local_part);

/* One row: in scope unless ActiveSyncEnabled is there and false, or
   ActiveSyncMailboxPolicyIsDefaulted is not true and ActiveSyncMailboxPolicy is not empty. */
typedef struct easc__mailbox {
    easc__bytes name; /* PrimarySmtpAddress, else SamAccountName, Alias, Name, and
                         LinkedMasterAccount when a row has nothing else */
    bool is_in_scope;
    bool has_partnership; /* HasActiveSyncDevicePartnership */
} easc__mailbox;

/* `row` below easc__mailboxes_count; views live as long as the mailboxes. */
easc__mailbox easc__mailboxes_at(const easc__mailboxes *mailboxes, size_t row);

#endif
