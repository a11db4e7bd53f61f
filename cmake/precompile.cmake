# Headers that nearly every file includes, compiled once: a build from scratch takes a third less time. Where this is
# off, every file shows that it includes what it needs; so the presets for working on the project leave it off.
include_guard(GLOBAL)

option(KAFKASIM_PCH "Precompile the headers that nearly every file includes" OFF)

if(KAFKASIM_PCH)
  file(WRITE ${PROJECT_BINARY_DIR}/generated/precompiled.cpp "")
  if(CMAKE_CXX_COMPILER_LAUNCHER)  # what ccache asks for before it shares anything compiled this way
    list(PREPEND CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros)
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
endif()

set(KAFKASIM_PCH_STANDARD <algorithm> <array> <chrono> <deque> <functional> <map> <memory> <optional> <set> <string>
                          <string_view> <utility> <variant> <vector>)

# precompile(name HEADERS ... USES ...): to be taken over by targets that are compiled with the same flags.
function(precompile name)
  if(KAFKASIM_PCH)
    cmake_parse_arguments(PRECOMPILE "" "" "HEADERS;USES" ${ARGN})
    add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/generated/precompiled.cpp)
    target_link_libraries(${name} PRIVATE ${PRECOMPILE_USES})
    target_precompile_headers(${name} PRIVATE ${PRECOMPILE_HEADERS})
  endif()
endfunction()

function(take_precompiled target name)
  if(KAFKASIM_PCH)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()
