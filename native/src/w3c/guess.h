/* guess.h - the columns of rows that came without #Fields (`--assume-fields auto`). Pure. */
#ifndef EASC_W3C_GUESS_H
#define EASC_W3C_GUESS_H

#include "w3c/row.h"

/* A schema for one row, by its shape. HTTP.sys writes the selected columns always in one order
   (facts a.3), so method, stem, client address and status show which are there:

     date time [s-sitename] [s-computername] s-ip METHOD /stem query port user c-ip [HTTP/version]
     agent [cookie] [referer] [host] status [substatus] win32 [sc-bytes cs-bytes] [time-taken]
   [custom …]

   The first custom column is taken for X-Forwarded-For, which it nearly always is; when it holds no
   address nothing is lost. False when the row has no such shape; two rows glued together have none.
 */
bool easc__schema_guess(easc__bytes line, easc__schema *out);

#endif
