# easc_warnings(TARGET): the strict list, and the sanitizers that EASC_SANITIZE asks for.
function(easc_warnings target)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 /utf-8 $<$<BOOL:${EASC_WERROR}>:/WX>)
    return()
  endif()
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wvla -Wundef
    -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wformat=2
    $<$<BOOL:${EASC_WERROR}>:-Werror>)
  if(EASC_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${EASC_SANITIZE}
      -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${EASC_SANITIZE})
  endif()
endfunction()
