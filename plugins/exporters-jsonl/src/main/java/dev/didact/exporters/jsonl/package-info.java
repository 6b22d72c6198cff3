/// Decided samples written as JSON Lines, for people and for trainers.
///
/// The plugin writes JSON by a class of its own ([Json]): it only ever writes, never reads, and the few lines that this
/// takes weigh less than a library in the archive of every installation.
@NullMarked
package dev.didact.exporters.jsonl;

import org.jspecify.annotations.NullMarked;
