/** Tests of what is announced to installed apps, read back as they read it. */
@NullMarked
package io.callvault.installer.manifest;

import org.jspecify.annotations.NullMarked;
