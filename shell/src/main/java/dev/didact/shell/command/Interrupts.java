package dev.didact.shell.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/// Catches the first Ctrl-C (or termination request) while a command is at work outside the prompt; a second one ends
/// the process as if nobody had caught it. Where the Java runtime has no signals, nothing is caught.
///
/// `sun.misc.Signal` is reached by reflection: it is supported, but naming it is a compiler warning.
final class Interrupts {
    private static final List<String> SIGNALS = List.of("INT", "TERM");
    private final List<Runnable> restore = new ArrayList<>();

    private Interrupts() {}

    /// Catches nothing.
    static Interrupts none() {
        return new Interrupts();
    }

    /// Runs the action on the first signal, on a thread of the Java runtime.
    static Interrupts first(Runnable action) {
        Interrupts interrupts = new Interrupts();
        for (String name : SIGNALS) {
            try {
                interrupts.catchOne(name, action);
            } catch (ReflectiveOperationException | IllegalArgumentException noSignals) {
                break;
            }
        }
        return interrupts;
    }

    private void catchOne(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object signal = signals.getConstructor(String.class).newInstance(name);
        Method handle = signals.getMethod("handle", signals, handlers);
        Object standard = handlers.getField("SIG_DFL").get(null);
        Object caught = Proxy.newProxyInstance(
                Interrupts.class.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        close();
                        action.run();
                    }
                    return method.getReturnType() == boolean.class ? (Object) (proxy == arguments[0]) : null;
                });
        handle.invoke(null, signal, caught);
        synchronized (restore) {
            restore.add(() -> set(handle, signal, standard));
        }
    }

    private static void set(Method handle, Object signal, Object handler) {
        try {
            handle.invoke(null, signal, handler);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Catches no longer.
    void close() {
        synchronized (restore) {
            restore.forEach(Runnable::run);
            restore.clear();
        }
    }
}
