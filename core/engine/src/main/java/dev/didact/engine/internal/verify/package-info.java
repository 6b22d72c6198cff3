/// What is expected of a contribution and needs no example of its author: one file for each kind, run by
/// `plugin verify` on what is made up, and by the contracts of the testkit on the examples that an author gives.
@NullMarked
package dev.didact.engine.internal.verify;

import org.jspecify.annotations.NullMarked;
