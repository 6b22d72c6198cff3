/// Rows of a database as a source: each row that a query gives is an item, its fields the item's columns.
///
/// A [Database] is an SQLite file or a PostgreSQL server, connected for reading only. [JdbcSource] asks the query,
/// [JdbcRows] makes items of the rows.
@NullMarked
package dev.didact.sources.jdbc;

import org.jspecify.annotations.NullMarked;
