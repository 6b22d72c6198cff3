/// Splitting: documents become passages, as `split` of a source says.
///
/// [Split] says how, [Splitter] finds the spans of a text, [Headings] where its sections begin, and [Pieces] makes
/// items of the spans, each with its document, the bytes it takes there, and the terms that the document comes under.
@NullMarked
package dev.didact.engine.internal.split;

import org.jspecify.annotations.NullMarked;
