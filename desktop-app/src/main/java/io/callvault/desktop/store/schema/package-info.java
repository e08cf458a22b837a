/**
 * The tables, one numbered step after the other. Runs on the store thread while the store opens; called by {@code
 * desktop.store} alone.
 */
@NullMarked
package io.callvault.desktop.store.schema;

import org.jspecify.annotations.NullMarked;
