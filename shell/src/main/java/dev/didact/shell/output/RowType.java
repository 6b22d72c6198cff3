package dev.didact.shell.output;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The columns of a table, read from a record type: one column a component, in its order.
final class RowType<R extends Record> implements Columns<R> {
    private final RecordComponent[] components;

    RowType(Class<R> type) {
        this.components = type.getRecordComponents();
    }

    @Override
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (RecordComponent component : components) {
            keys.add(component.getName());
        }
        return keys;
    }

    /// The headings of the columns, as a table names them: `heldOut` is `held out`.
    List<String> headings() {
        List<String> headings = new ArrayList<>();
        for (String key : keys()) {
            headings.add(key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
        }
        return headings;
    }

    @Override
    public Table table() {
        boolean[] right = new boolean[components.length];
        for (int column = 0; column < right.length; column++) {
            right[column] = numeric(column);
        }
        return new Table(headings(), right);
    }

    /// True where a column holds numbers and is aligned at its right side.
    private boolean numeric(int column) {
        Type type = components[column].getGenericType();
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            type = optional.getActualTypeArguments()[0];
        }
        return type == int.class
                || type == long.class
                || type == double.class
                || (type instanceof Class<?> boxed && Number.class.isAssignableFrom(boxed))
                || type == OptionalInt.class
                || type == OptionalLong.class
                || type == OptionalDouble.class;
    }

    @Override
    public List<String> cells(R row) {
        List<String> cells = new ArrayList<>();
        for (RecordComponent component : components) {
            cells.add(shown(read(component, row)));
        }
        return cells;
    }

    private static String shown(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(RowType::shown).orElse("");
            case OptionalInt optional -> optional.isPresent() ? shown(optional.getAsInt()) : "";
            case OptionalLong optional -> optional.isPresent() ? shown(optional.getAsLong()) : "";
            case OptionalDouble optional -> optional.isPresent() ? shown(optional.getAsDouble()) : "";
            case Double number -> String.format(Locale.ROOT, "%.2f", number);
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Collection<?> all ->
                String.join(", ", all.stream().map(RowType::shown).toList());
            case Map<?, ?> map -> Json.of(map);
            case Record record -> Json.of(record);
            default -> value.toString();
        };
    }

    static Object read(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("cannot read " + component, failure);
        }
    }
}
