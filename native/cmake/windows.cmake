# Toolchain: Debian -> Windows x64 with mingw-w64 GCC. The -win32 compiler is named, since the plain name is
# whichever flavour is installed, and the other one needs winpthreads.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)
set(triple x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${triple}-gcc-win32)
set(CMAKE_RC_COMPILER ${triple}-windres)
set(CMAKE_AR ${triple}-gcc-ar-win32 CACHE FILEPATH "")
set(CMAKE_RANLIB ${triple}-gcc-ranlib-win32 CACHE FILEPATH "")

# Windows 7 and Server 2008 R2, where Exchange 2010 runs; %zu and %lld out of msvcrt, through mingw's own printf.
string(APPEND CMAKE_C_FLAGS_INIT " -D_WIN32_WINNT=0x0601 -D__USE_MINGW_ANSI_STDIO=1")
# Wine's debugger reads DWARF 4, not 5.
set(CMAKE_C_FLAGS_DEBUG_INIT "-gdwarf-4")
set(CMAKE_C_FLAGS_RELWITHDEBINFO_INIT "-gdwarf-4")
# Nothing but system DLLs beside ours, and equal bytes of equal sources.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -static-libgcc -Wl,--no-insert-timestamp")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "-static -static-libgcc -Wl,--no-insert-timestamp")

set(CMAKE_FIND_ROOT_PATH /usr/${triple})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# Programs of the build and the tests run through this.
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/../../tests/support/wine-run)
