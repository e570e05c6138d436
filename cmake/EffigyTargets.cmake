# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every target shares, as functions and interface targets instead of global flags:
#   effigy_library(NAME [TORCH | TORCH_PRIVATE] SOURCES ... [TORCH_SOURCES ...] [PUBLIC ...] [PRIVATE ...] [HEADERS ...])   static library
#       effigy_NAME, alias Effigy::NAME; TORCH is passed on to what links it. Its precompiled header costs each source three seconds, so where
#       few include it, these stand in TORCH_SOURCES. HEADERS are precompiled beside the shared ones, for SOURCES of this library alone
#   effigy_program(NAME SOURCES ... LIBS ...)   an executable without Qt that knows torch
#   effigy_test(AREA/NAME [TORCH] [GUI] SOURCES ... LIBS ... [LABELS ...])  one Qt Test executable, CTest name AREA/NAME

include_guard(GLOBAL)

set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(EFFIGY_CCACHE ccache)
if(EFFIGY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers need the sloppiness to be cached at all. Depend mode believes what the compiler says that it read: preprocessing
    # each source once more takes as long as compiling small ones.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_DEPEND=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${EFFIGY_CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(Torch REQUIRED)
if(EXISTS /usr/include/eigen3)
    set(EFFIGY_EIGEN_INCLUDE /usr/include/eigen3 CACHE PATH "Folder that holds Eigen/Core")
endif()

add_library(effigy_options INTERFACE)
add_library(Effigy::options ALIAS effigy_options)
target_compile_features(effigy_options INTERFACE cxx_std_20)
# -Wrestrict: GCC 12 sees overlaps in std::string operator+ that cannot happen (GCC bug 105651).
target_compile_options(effigy_options INTERFACE -Wall -Wextra -Wno-psabi -Wno-restrict -fno-math-errno
    $<$<BOOL:${EFFIGY_WERROR}>:-Werror -Wno-error=deprecated-declarations -Wno-error=maybe-uninitialized -Wno-error=array-bounds -Wno-error=stringop-overflow>)
# The ABI is libstdc++'s default; libtorch names it, and precompiled headers are shared by what names it alike.
target_compile_definitions(effigy_options INTERFACE QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII _GLIBCXX_USE_CXX11_ABI=1)
target_include_directories(effigy_options INTERFACE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR})
target_include_directories(effigy_options SYSTEM INTERFACE ${EFFIGY_EIGEN_INCLUDE})
target_link_libraries(effigy_options INTERFACE Threads::Threads OpenMP::OpenMP_CXX)
find_program(EFFIGY_MOLD mold)
if(EFFIGY_MOLD)
    target_link_options(effigy_options INTERFACE -fuse-ld=mold)
endif()
if(EFFIGY_FUZZ)
    target_compile_options(effigy_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer
        -include ${PROJECT_SOURCE_DIR}/cmake/clang_vector.h)
    target_link_options(effigy_options INTERFACE -fsanitize=address,undefined)
endif()
if(EFFIGY_SANITIZE STREQUAL "address")
    target_compile_options(effigy_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
    target_link_options(effigy_options INTERFACE -fsanitize=address,undefined)
elseif(EFFIGY_SANITIZE STREQUAL "thread")
    target_compile_options(effigy_options INTERFACE -fsanitize=thread)
    target_link_options(effigy_options INTERFACE -fsanitize=thread)
endif()

add_library(effigy_torch INTERFACE)
add_library(Effigy::torch ALIAS effigy_torch)
target_include_directories(effigy_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(effigy_torch INTERFACE ${TORCH_LIBRARIES})

# What most sources include, compiled once: Eigen and the standard library take longer than most of them, torch longer still.
set(EFFIGY_PLAIN_PCH <Eigen/Core> <Eigen/Geometry> <Eigen/Cholesky>
    <algorithm> <array> <cmath> <cstdio> <filesystem> <fstream> <functional> <map> <memory> <numeric> <optional> <random> <set> <span> <sstream>
    <string> <unordered_map> <vector>)
set(EFFIGY_TORCH_PCH <torch/types.h> <torch/csrc/autograd/custom_function.h> <torch/csrc/autograd/autograd.h> ${EFFIGY_PLAIN_PCH})

add_library(effigy_plain_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(effigy_plain_pch PRIVATE effigy_options)
target_precompile_headers(effigy_plain_pch PRIVATE ${EFFIGY_PLAIN_PCH})

add_library(effigy_torch_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(effigy_torch_pch PRIVATE effigy_options effigy_torch)
target_precompile_headers(effigy_torch_pch PRIVATE ${EFFIGY_TORCH_PCH})

function(effigy_library name)
    cmake_parse_arguments(ARG "TORCH;TORCH_PRIVATE" "" "SOURCES;TORCH_SOURCES;PUBLIC;PRIVATE;HEADERS" ${ARGN})
    add_library(effigy_${name} STATIC ${ARG_SOURCES})
    if(ARG_TORCH_SOURCES)
        add_library(effigy_${name}_torch OBJECT ${ARG_TORCH_SOURCES})
        target_link_libraries(effigy_${name}_torch PRIVATE effigy_options effigy_torch ${ARG_PUBLIC} ${ARG_PRIVATE})
        target_precompile_headers(effigy_${name}_torch REUSE_FROM effigy_torch_pch)
        target_sources(effigy_${name} PRIVATE $<TARGET_OBJECTS:effigy_${name}_torch>)
    endif()
    add_library(Effigy::${name} ALIAS effigy_${name})
    target_link_libraries(effigy_${name} PUBLIC effigy_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    set(kind plain)
    set(shared ${EFFIGY_PLAIN_PCH})
    if(ARG_TORCH)
        target_link_libraries(effigy_${name} PUBLIC effigy_torch)
    elseif(ARG_TORCH_PRIVATE)
        target_link_libraries(effigy_${name} PRIVATE effigy_torch)
    endif()
    if((ARG_TORCH OR ARG_TORCH_PRIVATE) AND NOT ARG_TORCH_SOURCES)
        set(kind torch)
        set(shared ${EFFIGY_TORCH_PCH})
    endif()
    if(ARG_HEADERS)
        target_precompile_headers(effigy_${name} PRIVATE ${ARG_HEADERS} ${shared})
    else()
        target_precompile_headers(effigy_${name} REUSE_FROM effigy_${kind}_pch)
    endif()
endfunction()

# For an executable that knows torch.
function(effigy_torch_headers target)
    target_compile_options(${target} PRIVATE -fPIC) # as the libraries whose precompiled header it shares
    target_precompile_headers(${target} REUSE_FROM effigy_torch_pch)
endfunction()

function(effigy_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE effigy_options ${ARG_LIBS} effigy_torch)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    effigy_torch_headers(${name})
endfunction()

# A test wants moc's output of one file, its own. AUTOMOC would scan each target and compile a stub for it, two processes a test.
function(effigy_moc_test target source)
    get_filename_component(stem ${source} NAME_WE)
    if(stem MATCHES "^tst_")
        set(moc ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc/${stem}.moc)
        add_custom_command(OUTPUT ${moc} DEPENDS ${source} VERBATIM
            COMMAND Qt6::moc ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${moc})
        target_sources(${target} PRIVATE ${moc})
        target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
    endif()
endfunction()

# Precompiled headers are shared by what has the same definitions only: Qt tells each test its own folders, and the studio's library which
# parts of Qt it plays sound with. Tests are compiled quickly; what they test is optimised.
set(EFFIGY_TEST_OPTIONS -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR -UQT_MULTIMEDIA_LIB -UQT_NETWORK_LIB $<$<CONFIG:Release>:-O1>)
set(EFFIGY_WINDOWLESS_OPTIONS -UQT_GUI_LIB -UQT_WIDGETS_LIB) # beside those, for tests that are not GUI

function(effigy_test_headers kind)
    cmake_parse_arguments(ARG "" "" "LIBS;HEADERS" ${ARGN})
    add_executable(effigy_${kind}_test_pch EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tests/pch_main.cpp)
    target_link_libraries(effigy_${kind}_test_pch PRIVATE effigy_options ${ARG_LIBS})
    target_compile_options(effigy_${kind}_test_pch PRIVATE ${EFFIGY_TEST_OPTIONS})
    target_precompile_headers(effigy_${kind}_test_pch PRIVATE ${ARG_HEADERS})
endfunction()

function(effigy_test name)
    cmake_parse_arguments(ARG "TORCH;GUI" "" "SOURCES;LIBS;LABELS" ${ARGN})
    string(REPLACE "/" "_" target tst_${name})
    add_executable(${target} ${ARG_SOURCES})
    foreach(source ${ARG_SOURCES})
        effigy_moc_test(${target} ${source})
    endforeach()
    target_link_libraries(${target} PRIVATE effigy_options ${ARG_LIBS} Qt6::Test)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${target} PRIVATE
        EFFIGY_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        EFFIGY_RESOURCES="${PROJECT_SOURCE_DIR}/resources"
        EFFIGY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    set(kind)
    if(ARG_TORCH)
        target_link_libraries(${target} PRIVATE effigy_torch)
        list(APPEND kind torch)
    endif()
    if(ARG_GUI)
        target_link_libraries(${target} PRIVATE Qt6::Widgets)
        list(APPEND kind gui)
    else()
        target_compile_options(${target} PRIVATE ${EFFIGY_WINDOWLESS_OPTIONS})
    endif()
    if(kind)
        list(JOIN kind _ kind)
    else()
        set(kind plain)
    endif()
    target_precompile_headers(${target} REUSE_FROM effigy_${kind}_test_pch)
    target_compile_options(${target} PRIVATE ${EFFIGY_TEST_OPTIONS})
    add_test(NAME ${name} COMMAND ${target})
    string(REGEX MATCH "^[^/]+" area ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${area};${ARG_LABELS}"
        # Qt ends a test function after five minutes; a busy machine may need longer.
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTEST_FUNCTION_TIMEOUT=2000000000;OMP_NUM_THREADS=2;OMP_WAIT_POLICY=PASSIVE")
endfunction()
