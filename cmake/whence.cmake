# Flags, whence_module(), whence_test(); nothing else.

option(WHENCE_WERROR "Warnings are errors" OFF)
option(WHENCE_LIBFUZZER "Build fuzz/ with clang's libFuzzer instead of the plain driver" OFF)
set(WHENCE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

add_library(whence_flags INTERFACE)
target_compile_options(whence_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual)
if(WHENCE_WERROR)
  target_compile_options(whence_flags INTERFACE -Werror)
endif()
if(WHENCE_SANITIZE)
  target_compile_options(whence_flags INTERFACE -fsanitize=${WHENCE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(whence_flags INTERFACE -fsanitize=${WHENCE_SANITIZE})
endif()
if(WHENCE_LIBFUZZER)
  target_compile_options(whence_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# whence_module(prob SOURCES factor.cpp DEPENDS base SYSTEM Eigen3::Eigen)
# One static library a module. Every header of the module's folder is in a file set, so that
# all_verify_interface_header_sets compiles each of them alone.
function(whence_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;SYSTEM" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  list(TRANSFORM arg_SOURCES PREPEND ${folder}/)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${folder}/*.h)
  add_library(whence_${name} STATIC ${arg_SOURCES})
  target_sources(whence_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${headers})
  target_include_directories(whence_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM arg_DEPENDS PREPEND whence_)
  target_link_libraries(whence_${name} PUBLIC ${arg_DEPENDS} PRIVATE whence_flags ${arg_SYSTEM})
endfunction()

# whence_test(prob_test SOURCES prob/factor_test.cpp LINK prob LABELS slow)
# One executable a module; sources below tests/.
function(whence_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;LABELS" ${ARGN})
  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_SOURCE_DIR}/tests/)
  list(TRANSFORM arg_LINK PREPEND whence_)
  add_executable(${name} ${arg_SOURCES} ${CMAKE_SOURCE_DIR}/tests/main.cpp)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE whence_flags ${arg_LINK} doctest::doctest)
  target_compile_definitions(${name} PRIVATE WHENCE_TESTS="${CMAKE_SOURCE_DIR}/tests" WHENCE_SOURCE="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" SKIP_RETURN_CODE 77)
endfunction()
