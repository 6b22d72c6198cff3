package dev.didact.shell.output;

import java.util.List;

/// The columns of a table, and how a row fills them.
interface Columns<R> {
    /// The keys of the columns, as JSON and CSV name them.
    List<String> keys();

    /// An empty table of these columns.
    Table table();

    /// The cells of a row as they are shown; not yet printable.
    List<String> cells(R row);

    /// The cells of a row as they are shown, made printable.
    default List<String> printable(R row) {
        return cells(row).stream().map(Printable::of).toList();
    }
}
