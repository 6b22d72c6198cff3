package dev.didact.engine.internal.model;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// An endpoint and the callers that want all their calls answered by it, in virtual time: a simulation of discrete
/// events around an [AdaptiveLimit]. An event is the moment at which a call ends or a refused one comes back.
final class SimulatedEndpoint {
    private static final double REFUSAL_SECONDS = 0.001;

    /// What the endpoint is like.
    ///
    /// @param bears how many calls it takes at once, by the time in seconds
    /// @param latency how long it takes for an answer, in seconds
    /// @param refuses the share of the calls that it refuses without any reason
    /// @param retryAfter for how many seconds it asks to be left alone
    /// @param kept how many seconds an answer has its slot until it is durable, by the time
    record World(
            DoubleUnaryOperator bears,
            ToDoubleFunction<RandomGenerator> latency,
            double refuses,
            double retryAfter,
            DoubleUnaryOperator kept) {}

    /// What came of it.
    ///
    /// @param requests how many calls were sent
    /// @param refused how many of them were refused
    /// @param used how much of what the endpoint could bear was used, as long as anybody waited for a slot
    /// @param highestAt when the limit had its highest value for the first time
    /// @param limit what it was in the end
    record Outcome(int requests, int refused, double used, double highestAt, int limit) {
        double refusedShare() {
            return (double) refused / requests;
        }
    }

    private enum Kind {
        SERVED,
        KEPT,
        REFUSED,
        BACK
    }

    private record Event(double at, long order, Kind kind, long call) {}

    private final World world;
    private final RandomGenerator random;
    private final AdaptiveLimit limit;
    private final int offered;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::order));
    private final Deque<Boolean> back = new ArrayDeque<>();
    private int fresh;
    private int underWay;
    private int serving;
    private boolean paused;
    private boolean probing;
    private double time;
    private long order;
    private int requests;
    private int refused;
    private double servedArea;
    private double bearableArea;
    private int highest;
    private double highestAt;

    /// @param calls how many are to be answered
    /// @param offered how many may be under way at most
    /// @param learned where the limit begins, if that is known
    SimulatedEndpoint(World world, RandomGenerator random, int calls, int offered, OptionalInt learned) {
        this.world = world;
        this.random = random;
        this.limit = new AdaptiveLimit(offered, learned);
        this.offered = offered;
        this.fresh = calls;
    }

    Outcome run() {
        start();
        while (!events.isEmpty()) {
            Event event = events.remove();
            passTo(event.at);
            switch (event.kind) {
                case SERVED -> {
                    serving--;
                    after(world.kept.applyAsDouble(time), Kind.KEPT, event.call);
                }
                case KEPT -> {
                    limit.answered(event.call, underWay >= limit.limit());
                    underWay--;
                    if (paused) {
                        paused = false;
                        limit.reopen();
                    }
                }
                case REFUSED -> refuse(event);
                case BACK -> {
                    back.add(true);
                    probing = paused;
                }
            }
            start();
        }
        return new Outcome(requests, refused, servedArea / bearableArea, highestAt, limit.limit());
    }

    private void refuse(Event event) {
        underWay--;
        refused++;
        paused |= limit.refused(event.call, underWay);
        after(world.retryAfter * (1 + random.nextDouble() / 10), Kind.BACK, event.call);
    }

    private void start() {
        while (underWay < limit.limit() && (fresh > 0 || !back.isEmpty()) && (!paused || probing)) {
            probing = false;
            if (back.poll() == null) {
                fresh--;
            }
            send();
        }
        if (limit.limit() > highest) {
            highest = limit.limit();
            highestAt = time;
        }
    }

    private void send() {
        requests++;
        underWay++;
        long call = limit.begin();
        if (serving >= world.bears.applyAsDouble(time) || random.nextDouble() < world.refuses) {
            after(REFUSAL_SECONDS, Kind.REFUSED, call);
        } else {
            serving++;
            after(world.latency.applyAsDouble(random), Kind.SERVED, call);
        }
    }

    private void after(double seconds, Kind kind, long call) {
        events.add(new Event(time + seconds, order++, kind, call));
    }

    private void passTo(double at) {
        if (fresh > 0) {
            servedArea += serving * (at - time);
            bearableArea += Math.min(offered, world.bears.applyAsDouble(time)) * (at - time);
        }
        time = at;
    }
}
