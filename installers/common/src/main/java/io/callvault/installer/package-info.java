/**
 * Makes an image of the app that needs no Java on the machine: the jars in one order, their natives beside them, a runtime with the
 * modules they need, launchers, and a cache trained with that very image; then lists what is inside. The same code runs on every
 * system. One thread; {@link io.callvault.installer.InstallerMain} is called by {@code ./callvault installer} and the builds of
 * Windows and macOS; tests call the parts.
 */
@NullMarked
package io.callvault.installer;

import org.jspecify.annotations.NullMarked;
