/// Lines of JSON as a source: each line an item, its fields the item's columns.
///
/// [JsonlSource] opens a pass, [JsonlReader] goes over the files, [Lines] reads one line after the other whatever its
/// length, [LineObject] reads a line's fields, and [Shape] knows where the common forms of training data keep question
/// and answer.
@NullMarked
package dev.didact.sources.jsonl;

import org.jspecify.annotations.NullMarked;
