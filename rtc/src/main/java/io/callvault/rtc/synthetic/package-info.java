/**
 * Sound and pictures that a program makes and recognises: a tone and its detector, a picture with the sender's clock in it and
 * its reader. For tests, the Echo contact and the call test. Generators run on a thread of the engine, detectors where sinks are
 * called; what they have found may be asked from any thread.
 */
@NullMarked
package io.callvault.rtc.synthetic;

import org.jspecify.annotations.NullMarked;
