// Stock: knows how many of each product are left. Settings come from flags and the environment.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

var (
	shelves  = map[string]int{}
	lock     sync.Mutex
	pictures [][]byte
)

func number(name string, otherwise int) int {
	value := os.Getenv(name)
	if value == "" {
		return otherwise
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		log.Fatalf("config: %s: %v", name, err)
	}
	return n
}

func duration(name string, otherwise time.Duration) time.Duration {
	value := os.Getenv(name)
	if value == "" {
		return otherwise
	}
	d, err := time.ParseDuration(value)
	if err != nil {
		log.Fatalf("config: %s: %v", name, err)
	}
	return d
}

// client trusts the CA of CA_FILE, or the system's.
func client(timeout time.Duration) *http.Client {
	transport := &http.Transport{}
	if path := os.Getenv("CA_FILE"); path != "" {
		pem, err := os.ReadFile(path)
		if err != nil {
			log.Fatalf("config: CA_FILE: %v", err)
		}
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(pem)
		transport.TLSClientConfig = &tls.Config{RootCAs: pool}
	}
	return &http.Client{Timeout: timeout, Transport: transport}
}

// index counts the products, with several workers at once.
func index(workers, products int) {
	var done sync.WaitGroup
	for w := 0; w < workers; w++ {
		done.Add(1)
		go func() {
			defer done.Done()
			for n := w; n < products; n += workers {
				shelves["product-"+strconv.Itoa(n)] = n % 40
			}
		}()
	}
	done.Wait()
}

// replay puts the changes of the night into a queue and takes them from there.
func replay(size int) {
	queue := make(chan int, size)
	for n := 0; n < 16; n++ {
		queue <- n
	}
	close(queue)
	for range queue {
	}
}

// refresh asks for prices again and again; nobody may read a price meanwhile.
func refresh(url string, every time.Duration) {
	for {
		time.Sleep(every)
		lock.Lock()
		log.Printf("refreshing prices from %s", url)
		response, err := client(0).Get(url)
		if err != nil {
			log.Printf("prices: %v", err)
		} else {
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
		lock.Unlock()
	}
}

// keep holds the pictures of the products that people look at.
func keep(megabytes int) {
	for n := 1; n <= megabytes; n++ {
		picture := make([]byte, 1<<20)
		for i := range picture {
			picture[i] = byte(n)
		}
		pictures = append(pictures, picture)
		if n%20 == 0 {
			log.Printf("picture cache: %d pictures", n*8)
		}
		time.Sleep(25 * time.Millisecond)
	}
}

func main() {
	address := flag.String("addr", ":8080", "address to serve on")
	workers := flag.Int("workers", 1, "how many index at once")
	products := flag.Int("products", 50000, "how many products there are")
	flag.Parse()
	log.SetFlags(log.LstdFlags | log.LUTC)
	limit := number("MAX_CONNS", 100)
	timeout := duration("REQUEST_TIMEOUT", 5*time.Second)
	log.Printf("stock 2.2.0: at most %d connections, timeout %s", limit, timeout)

	replay(number("QUEUE_SIZE", 16))
	index(*workers, *products)
	if url := os.Getenv("CATALOG_URL"); url != "" {
		response, err := client(timeout).Get(url)
		if err != nil {
			log.Fatalf("cannot load the catalog: %v", err)
		}
		if response.StatusCode != 200 {
			log.Fatalf("cannot load the catalog: %s: %s", url, response.Status)
		}
		log.Printf("catalog loaded from %s", url)
	}
	if url := os.Getenv("PRICES_URL"); url != "" {
		go refresh(url, duration("PRICES_EVERY", time.Minute))
	}
	go keep(number("PICTURE_CACHE_MB", 4))

	answer := func(w http.ResponseWriter, _ *http.Request) {
		lock.Lock()
		defer lock.Unlock()
		fmt.Fprintf(w, "%d products\n", len(shelves))
	}
	http.HandleFunc("/healthz", answer)
	http.HandleFunc("/products", answer)
	if metrics := os.Getenv("METRICS_ADDR"); metrics != "" {
		go func() {
			log.Printf("metrics on %s", metrics)
			log.Fatalf("metrics: %v", http.ListenAndServe(metrics, http.NotFoundHandler()))
		}()
		time.Sleep(100 * time.Millisecond)
	}
	if cert := os.Getenv("TLS_CERT"); cert != "" {
		log.Printf("serving HTTPS on %s", *address)
		log.Fatal(http.ListenAndServeTLS(*address, cert, os.Getenv("TLS_KEY"), nil))
	}
	log.Printf("serving HTTP on %s", *address)
	log.Fatal(http.ListenAndServe(*address, nil))
}
