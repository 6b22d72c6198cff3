package dev.didact.shell.output;

import java.util.List;
import java.util.Optional;

/// Columns of which nobody knows before they come.
///
/// @param keys their names
/// @param first the first row: a column that begins with a number is aligned at its right side
record NamedColumns(List<String> keys, List<Optional<Object>> first) implements Columns<List<Optional<Object>>> {
    @Override
    public Table table() {
        boolean[] right = new boolean[keys.size()];
        for (int column = 0; column < right.length && !first.isEmpty(); column++) {
            right[column] = first.get(column).filter(Number.class::isInstance).isPresent();
        }
        return new Table(keys, right);
    }

    @Override
    public List<String> cells(List<Optional<Object>> row) {
        return row.stream().map(value -> value.map(Object::toString).orElse("")).toList();
    }
}
