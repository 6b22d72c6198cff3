package dev.didact.engine.internal.host;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JDBC drivers that a plugin registered and left. [DriverManager] tells of a driver only to classes of the loader
/// that the driver is from, so a class of the engine is defined once more in that loader, to ask.
final class RegisteredDrivers {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredDrivers.class);

    private RegisteredDrivers() {}

    /// Asks, wherever it was defined. Knows nothing but the JDK.
    public static final class Question implements Supplier<List<String>> {
        /// Made by name.
        public Question() {}

        @Override
        public List<String> get() {
            var names = new ArrayList<String>();
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                names.add(driver.getClass().getName());
            }
            return names;
        }
    }

    /// The names of their classes.
    static List<String> of(StrictLoader loader) {
        String name = Question.class.getName();
        try (InputStream in = Question.class.getResourceAsStream("RegisteredDrivers$Question.class")) {
            if (in == null) {
                return List.of();
            }
            Object question =
                    loader.define(name, in.readAllBytes()).getConstructor().newInstance();
            List<String> names = new ArrayList<>();
            for (Object driver : (List<?>) ((Supplier<?>) question).get()) {
                names.add(String.valueOf(driver));
            }
            return names;
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            LOG.debug("the drivers of {} cannot be asked for", loader.getName(), e);
            return List.of();
        }
    }
}
