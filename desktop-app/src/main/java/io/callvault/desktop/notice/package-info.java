/**
 * What happened to this profile that its owner must know: the database was made anew, the keys are gone, the disk is full.
 * The composition root and the services tell, a banner shows. Low room: knows only {@code news}; any thread.
 */
@NullMarked
package io.callvault.desktop.notice;

import org.jspecify.annotations.NullMarked;
