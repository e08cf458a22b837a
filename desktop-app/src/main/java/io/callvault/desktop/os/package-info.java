/**
 * What differs between Windows, macOS and Linux, each behind a small port with a fallback that says what it cannot do. Pure
 * functions of the environment handed in, so that every system's answer is tested on any of them. Called at start-up.
 */
@NullMarked
package io.callvault.desktop.os;

import org.jspecify.annotations.NullMarked;
