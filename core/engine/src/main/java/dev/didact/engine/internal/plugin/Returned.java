package dev.didact.engine.internal.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a method of a plugin returned. The API returns no nulls; a plugin that does is told by which method.
public final class Returned {
    private Returned() {}

    /// What it returned.
    ///
    /// @param method as its author knows it: `Rubric.criteria()`
    /// @throws NullPointerException if that is null
    public static <T> T by(String method, @Nullable T value) {
        return Objects.requireNonNull(value, () -> method + " returned null");
    }

    /// A copy of the list that it returned.
    ///
    /// @param method as its author knows it
    /// @throws NullPointerException if that is null, or holds one
    public static <T> List<T> all(String method, @Nullable List<? extends @Nullable T> values) {
        List<T> copy = new ArrayList<>();
        for (T value : by(method, values)) {
            copy.add(Objects.requireNonNull(value, () -> method + " returned a list with null in it"));
        }
        return List.copyOf(copy);
    }
}
