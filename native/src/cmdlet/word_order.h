/* word_order.h - lower case and order of texts as .NET has them on Windows, near enough for names
   in logs: the "word sort" of cmdlet facts 7.2. Texts are valid UTF-8. Pure. */
#ifndef EASC_CMDLET_WORD_ORDER_H
#define EASC_CMDLET_WORD_ORDER_H

#include "base/text.h"

/* Appends the text in lower case: ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic letters. */
void easc__text_add_lower(easc__text *to, easc__bytes text);

/* Below 0, 0 or above 0. Symbols stand in the order
       space ! " # $ % & ( ) * , . / : ; ? @ [ \ ] ^ _ ` { | } ~ + < = >
   in front of digits, these in front of letters. Case decides only between otherwise equal texts
   (lower first), accents of Latin letters before it. Hyphen and apostrophe decide last: none in
   front of one, an apostrophe in front of a hyphen, and one further left in front. Beyond Latin the
   order is that of code points. Different texts are never equal. */
int easc__word_order(easc__bytes a, easc__bytes b);

#endif
