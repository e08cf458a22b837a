/** The sync thread against a model of the server, with a clock that only moves when told. */
@NullMarked
package io.callvault.desktop.sync;

import org.jspecify.annotations.NullMarked;
