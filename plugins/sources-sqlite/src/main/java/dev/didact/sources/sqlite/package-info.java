/// Rows of an SQLite database as a source: each row that a query gives is an item, its fields the item's columns.
///
/// [SqliteSource] opens the database for reading only, [SqliteRows] makes items of the rows.
@NullMarked
package dev.didact.sources.sqlite;

import org.jspecify.annotations.NullMarked;
