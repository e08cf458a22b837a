/** Tests of the packages' build: files in temporary folders, no package is built. Run by Maven. */
@NullMarked
package io.callvault.installer;

import org.jspecify.annotations.NullMarked;
