// relay: cobra + viper + zap + go-redis + grpc
package main

import (
	"context"
	"fmt"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"net/http"
	"os"
	"time"
)

type config struct {
	Redis struct {
		Addr     string
		Password string
		DB       int
	}
	Upstream string
	Amqp     string
	Workers  int
	Timeout  time.Duration
}

func main() {
	var file string
	root := &cobra.Command{Use: "relay", SilenceUsage: false, RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() }}
	serve := &cobra.Command{Use: "serve", Short: "Run the relay", RunE: func(cmd *cobra.Command, args []string) error {
		cmd.SilenceUsage = true
		l, _ := zap.NewProduction()
		defer l.Sync()
		viper.SetConfigFile(file)
		if err := viper.ReadInConfig(); err != nil {
			return fmt.Errorf("reading config: %w", err)
		}
		var c config
		if err := viper.UnmarshalExact(&c); err != nil {
			return fmt.Errorf("unmarshal config: %w", err)
		}
		l.Info("configuration loaded", zap.String("file", file))
		ctx := context.Background()
		if c.Redis.Addr != "" {
			r := redis.NewClient(&redis.Options{Addr: c.Redis.Addr, Password: c.Redis.Password, DB: c.Redis.DB, MaxRetries: 1})
			if err := r.Ping(ctx).Err(); err != nil {
				l.Fatal("cannot ping redis", zap.Error(err), zap.String("component", "cache"))
			}
		}
		if c.Amqp != "" {
			if _, err := amqp.Dial(c.Amqp); err != nil {
				l.Fatal("Failed to connect to RabbitMQ", zap.Error(err))
			}
		}
		if c.Upstream != "" {
			cc, err := grpc.NewClient(c.Upstream, grpc.WithTransportCredentials(insecure.NewCredentials()))
			if err != nil {
				return err
			}
			t, cancel := context.WithTimeout(ctx, 4*time.Second)
			defer cancel()
			if _, err := healthpb.NewHealthClient(cc).Check(t, &healthpb.HealthCheckRequest{}); err != nil {
				return fmt.Errorf("upstream check: %w", err)
			}
		}
		l.Info("serving", zap.Int("port", 8080))
		return http.ListenAndServe(":8080", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) }))
	}}
	serve.Flags().StringVar(&file, "config", "/etc/relay/relay.yaml", "config file")
	serve.Flags().Int("workers", 4, "workers")
	root.AddCommand(serve)
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
