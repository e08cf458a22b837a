/**
 * The rules of the house, as tests: which room may import what, and which habits never appear. Every rule says why, and
 * is proven able to fail by a deliberate violation in {@code violations}, a small mirror of the house.
 *
 * <p>Runs on the compiled classes of all three modules, on one test thread. Nothing outside calls it.
 */
@NullMarked
package io.callvault.architecture;

import org.jspecify.annotations.NullMarked;
