/// Rows of comma- and tab-separated files as a source: each row an item, its fields the item's columns.
///
/// [CsvSource] opens a pass, [CsvRows] goes over the files and makes items of rows, [Utf8Reader] knows where a byte is
/// no text.
@NullMarked
package dev.didact.sources.csv;

import org.jspecify.annotations.NullMarked;
