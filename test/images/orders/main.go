// orders: pgx + slog
package main

import (
	"context"
	"github.com/jackc/pgx/v5/pgxpool"
	"log/slog"
	"net/http"
	"os"
	"time"
)

func main() {
	l := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	slog.SetDefault(l)
	l.Info("starting orders", "version", "3.2.1", "pid", os.Getpid())
	dsn := os.Getenv("DATABASE_URL")
	ctx, c := context.WithTimeout(context.Background(), 15*time.Second)
	defer c()
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		l.Error("create pool", "err", err)
		os.Exit(1)
	}
	for i := 1; ; i++ {
		err = pool.Ping(ctx)
		if err == nil {
			break
		}
		if i == 3 {
			l.Error("database not available, giving up", "attempts", i, "err", err)
			os.Exit(1)
		}
		l.Warn("database not ready, retrying", "attempt", i, "err", err)
		time.Sleep(time.Second)
	}
	var n int
	if err := pool.QueryRow(ctx, "select count(*) from orders").Scan(&n); err != nil {
		l.Error("count orders", "err", err)
		os.Exit(1)
	}
	l.Info("listening", "addr", ":8080")
	http.ListenAndServe(":8080", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) }))
}
