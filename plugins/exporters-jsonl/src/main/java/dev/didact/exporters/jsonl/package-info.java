/// Decided samples written as JSON Lines, for people and for trainers.
@NullMarked
package dev.didact.exporters.jsonl;

import org.jspecify.annotations.NullMarked;
