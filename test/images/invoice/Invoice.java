package shop.invoice;

import com.sun.net.httpserver.HttpServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.LocalDateTime;
import java.util.Properties;

/** Writes the shop's invoices. */
public class Invoice {
    static void log(String level, String text, Object... values) {
        System.out.printf("%s %5s 1 --- [main] shop.invoice.Invoice : %s%n", LocalDateTime.now(), level, String.format(text, values));
    }

    static Properties settings() throws IOException {
        Properties settings = new Properties();
        String path = System.getenv("SETTINGS");
        if (path != null) {
            try (InputStream in = new FileInputStream(path)) {
                settings.load(in);
            }
            log("INFO", "%d settings from %s", settings.size(), path);
        }
        return settings;
    }

    public static void main(String[] args) throws Exception {
        log("INFO", "Starting Invoice 4.0.1 with %d MB of heap", Runtime.getRuntime().maxMemory() >> 20);
        Properties settings = settings();
        int batch = Integer.parseInt(settings.getProperty("batch.size", "50"));
        int port = Integer.parseInt(settings.getProperty("server.port", "8080"));
        new Numbering(settings).start();
        new Ledger(settings.getProperty("ledger.host", System.getenv("LEDGER_HOST")),
            Integer.parseInt(settings.getProperty("ledger.port", "9000"))).open();
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/health", exchange -> {
            byte[] answer = "UP".getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        log("INFO", "Started Invoice: port %d, batches of %d", port, batch);
    }

    /** The numbers of invoices may have no gaps. */
    static class Numbering {
        final String series;

        Numbering(Properties settings) {
            series = settings.getProperty("number.series", "2026-%05d");
        }

        void start() {
            try {
                log("INFO", "first number is " + first());
            } catch (IllegalStateException e) {
                throw new RuntimeException("Failed to start component [numbering]", e);
            }
        }

        String first() {
            try {
                return String.format(series, 1);
            } catch (RuntimeException e) {
                throw new IllegalStateException("number series cannot be used", e);
            }
        }
    }

    /** Where invoices are booked. */
    static class Ledger {
        final String host;
        final int port;

        Ledger(String host, int port) {
            this.host = host;
            this.port = port;
        }

        void open() {
            if (host == null) return;
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(java.net.InetAddress.getByName(host), port), 4000);
                log("INFO", "ledger is at %s:%d", host, port);
            } catch (IOException e) {
                throw new IllegalStateException("Ledger at " + host + ":" + port + " is not reachable", e);
            }
        }
    }
}
