# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(effigy-studio studio_main.cpp)
target_link_libraries(effigy-studio PRIVATE effigy_options Effigy::ui Effigy::photo)
target_compile_definitions(effigy-studio PRIVATE EFFIGY_VERSION="${PROJECT_VERSION}")
