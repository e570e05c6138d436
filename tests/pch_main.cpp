// SPDX-License-Identifier: GPL-3.0-or-later
// Owns a precompiled header of tests.
int main() {}
