// SPDX-License-Identifier: GPL-3.0-or-later
// Exists so that one target can own the precompiled header that the others reuse.
