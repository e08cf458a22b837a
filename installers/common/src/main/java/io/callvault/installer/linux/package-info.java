/**
 * Linux packages around an image: one tree of files, then a {@code .deb}, an {@code .rpm} and a {@code .tar.zst} of it. The texts stand
 * in {@code installers/linux} and are filled in here. One thread, the caller's: {@link io.callvault.installer.InstallerMain}.
 */
@NullMarked
package io.callvault.installer.linux;

import org.jspecify.annotations.NullMarked;
