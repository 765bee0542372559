/* R.h - libxlsxwriter prints its errors, which a library must not do, and has one switch for it:
   with USE_R_LANG it includes this header of the language R and calls its REprintf. Ours says
   nothing; every error comes back as a status as well. */
#ifndef EASC_DEPS_QUIET_R_H
#define EASC_DEPS_QUIET_R_H

#define REprintf(...) ((void)0)

#endif
