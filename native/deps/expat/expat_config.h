/* expat_config.h - what expat's own build would find out about the system; see CMakeLists.txt. */
#ifndef EASC_DEPS_EXPAT_CONFIG_H
#define EASC_DEPS_EXPAT_CONFIG_H

#define BYTEORDER 1234 /* as on every system that we build for */
#define XML_CONTEXT_BYTES 1024
#ifndef _WIN32
#define HAVE_GETRANDOM 1
#endif

#endif
