# The third-party libraries as targets with one spelling: xlsxwriter::xlsxwriter cjson::cjson
# minizip::minizip ZLIB::ZLIB expat::expat cmocka::cmocka. Threads::Threads is pthreads, and empty on Windows, where
# FindThreads would bring winpthreads in.
set(EASC_DEPS "static" CACHE STRING
    "static: out of Debian's sources (native/deps/sources.sh); system: shared libraries of the system")
set_property(CACHE EASC_DEPS PROPERTY STRINGS static system)
set(EASC_DEPS_SOURCES ${PROJECT_SOURCE_DIR}/build/deps CACHE PATH "What native/deps/sources.sh fetched")

if(WIN32)
  add_library(Threads::Threads INTERFACE IMPORTED)
else()
  find_package(Threads REQUIRED)
endif()

if(EASC_DEPS STREQUAL "static")
  message(STATUS "Sources of the third-party libraries: ${EASC_DEPS_SOURCES}")
  execute_process(COMMAND ${PROJECT_SOURCE_DIR}/native/deps/sources.sh ${EASC_DEPS_SOURCES}
                  COMMAND_ERROR_IS_FATAL ANY)
  add_subdirectory(native/deps)
  return()
endif()

find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)

pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter) # its .pc says "4": no version test
add_library(xlsxwriter::xlsxwriter ALIAS PkgConfig::XLSXWRITER)
pkg_check_modules(MINIZIP REQUIRED IMPORTED_TARGET minizip)
add_library(minizip::minizip ALIAS PkgConfig::MINIZIP)

find_package(cJSON CONFIG REQUIRED)
add_library(cjson::cjson INTERFACE IMPORTED)
target_link_libraries(cjson::cjson INTERFACE cjson)

pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
add_library(expat::expat ALIAS PkgConfig::EXPAT)

if(BUILD_TESTING OR NOT DEFINED BUILD_TESTING)
  find_package(cmocka CONFIG REQUIRED) # 1.1.5 has variables only, later versions a target
  if(NOT TARGET cmocka::cmocka)
    add_library(cmocka::cmocka INTERFACE IMPORTED)
    target_include_directories(cmocka::cmocka INTERFACE ${CMOCKA_INCLUDE_DIR})
    target_link_libraries(cmocka::cmocka INTERFACE ${CMOCKA_LIBRARIES})
  endif()
endif()
