# The third-party libraries as targets with one spelling: xlsxwriter::xlsxwriter cjson::cjson
# minizip::minizip ZLIB::ZLIB cmocka::cmocka. Debian's -dev packages are looked for.
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter) # its .pc says "4": no version test
add_library(xlsxwriter::xlsxwriter ALIAS PkgConfig::XLSXWRITER)
pkg_check_modules(MINIZIP REQUIRED IMPORTED_TARGET minizip)
add_library(minizip::minizip ALIAS PkgConfig::MINIZIP)

find_package(cJSON CONFIG REQUIRED)
add_library(cjson::cjson INTERFACE IMPORTED)
target_link_libraries(cjson::cjson INTERFACE cjson)

if(BUILD_TESTING OR NOT DEFINED BUILD_TESTING)
  find_package(cmocka CONFIG REQUIRED) # 1.1.5 has variables only, later versions a target
  if(NOT TARGET cmocka::cmocka)
    add_library(cmocka::cmocka INTERFACE IMPORTED)
    target_include_directories(cmocka::cmocka INTERFACE ${CMOCKA_INCLUDE_DIR})
    target_link_libraries(cmocka::cmocka INTERFACE ${CMOCKA_LIBRARIES})
  endif()
endif()
