package dev.didact.engine.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Verdict;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiRecordsTest {
    private static final Passage PASSAGE = Document.generated(
                    "source", "id", "text", Licence.declared("CC0-1.0", "made here"))
            .whole();

    private static final Map<Class<?>, Object> VALUES = new HashMap<>(Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(boolean.class, true),
            Map.entry(String.class, "text"),
            Map.entry(byte[].class, new byte[0]),
            Map.entry(URI.class, URI.create("http://localhost/")),
            Map.entry(Path.class, Path.of("folder")),
            Map.entry(Duration.class, Duration.ZERO),
            Map.entry(List.class, List.of()),
            Map.entry(Iterable.class, List.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(OptionalDouble.class, OptionalDouble.empty()),
            Map.entry(Object.class, "value"),
            Map.entry(Function.class, Function.identity()),
            Map.entry(Item.class, Item.of("id", "content", PASSAGE)),
            Map.entry(Scale.class, Scale.yesNo()),
            Map.entry(CriterionResult.class, CriterionResult.Ungraded.of(Fault.Kind.TIMEOUT, "late")),
            Map.entry(Verdict.class, new Verdict.Accepted())));

    static List<Class<?>> records() throws IOException, URISyntaxException {
        Path home = Path.of(
                Sample.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(home)) {
            return records(home);
        }
        try (FileSystem archive = FileSystems.newFileSystem(home)) {
            return records(archive.getPath("/"));
        }
    }

    private static List<Class<?>> records(Path root) throws IOException {
        List<Class<?>> records = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.startsWith("dev/didact/api/") && name.endsWith(".class")) {
                    Class<?> type = named(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                    if (type.isRecord()
                            && isPublic(type)
                            && components(type).stream()
                                    .anyMatch(one -> !one.getType().isPrimitive())) {
                        records.add(type);
                    }
                }
            }
        }
        return records;
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (around == null || isPublic(around));
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<RecordComponent> components(Class<?> type) {
        return Arrays.asList(type.getRecordComponents());
    }

    @ParameterizedTest
    @MethodSource("records")
    void noComponentIsNullAndTheOneThatWouldBeIsNamed(Class<?> type) {
        List<RecordComponent> components = components(type);
        for (int i = 0; i < components.size(); i++) {
            int at = i;
            if (!components.get(at).getType().isPrimitive()) {
                assertThatThrownBy(() -> made(type, at))
                        .as("%s without %s", type.getName(), components.get(at).getName())
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage(components.get(at).getName());
            }
        }
    }

    @Test
    void noNamedTextIsNull() {
        Map<String, String> columns = Collections.singletonMap("name", null);

        assertThatThrownBy(() -> Sample.of("prompt", "response").withColumns(columns))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("columns");
        assertThatThrownBy(() -> Item.of("id", "content", PASSAGE).withColumns(columns))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("columns");
    }

    @Test
    void allRecordsOfTheApiAreLookedAt() throws IOException, URISyntaxException {
        assertThat(records()).contains(Sample.class, Item.class, Fault.class).hasSizeGreaterThan(40);
    }

    /// An instance, with null at a place; with none at -1.
    private static Object made(Class<?> type, int nullAt) throws Throwable {
        List<RecordComponent> components = components(type);
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = i == nullAt ? null : value(types[i]);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object value(Class<?> type) throws Throwable {
        Object known = VALUES.get(type);
        if (known != null) {
            return known;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : made(type, -1);
    }
}
