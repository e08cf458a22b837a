/** Tests of the call screens with calls that go as a script says. */
@NullMarked
package io.callvault.desktop.call.ui;

import org.jspecify.annotations.NullMarked;
