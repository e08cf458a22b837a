/** Tests of the sealed files: damage of every kind is found. */
@NullMarked
package io.callvault.desktop.store.file;

import org.jspecify.annotations.NullMarked;
