package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// How long an answer may take, and how many requests are under way at once.
const (
	patience = 3 * time.Second
	atOnce   = 48
)

// request is one of HTTP, or with a URL like tcp://address:port nothing but a connection.
type request struct {
	Method string `json:"method"`
	URL    string `json:"url"`
}

// result is the status of an answer, or why there is none.
type result struct {
	Status int    `json:"status,omitempty"`
	Error  string `json:"error,omitempty"`
	Body   string `json:"body,omitempty"`
}

// ask reads a list of requests, sends each by a connection of its own, and writes the list of results.
func ask(in io.Reader, out io.Writer) error {
	var requests []request
	if err := json.NewDecoder(in).Decode(&requests); err != nil {
		return err
	}
	results := make([]result, len(requests))
	slots := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	for i, each := range requests {
		slots <- struct{}{}
		group.Go(func() {
			results[i] = send(each)
			<-slots
		})
	}
	group.Wait()
	return json.NewEncoder(out).Encode(results)
}

func send(asked request) result {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if address, isPlain := strings.CutPrefix(asked.URL, "tcp://"); isPlain {
		connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
		if err != nil {
			return result{Error: reason(err)}
		}
		_ = connection.Close()
		return result{Status: http.StatusOK}
	}
	made, err := http.NewRequestWithContext(ctx, asked.Method, asked.URL, nil)
	if err != nil {
		return result{Error: err.Error()}
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(made)
	if err != nil {
		return result{Error: reason(err)}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 4096))
	if err != nil {
		return result{Error: reason(err)}
	}
	return result{Status: response.StatusCode, Body: string(body)}
}

func reason(err error) string {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		return "no name: " + dns.Err
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer"
	case strings.Contains(err.Error(), "refused"), strings.Contains(err.Error(), "unreachable"):
		return "refused"
	}
	return err.Error()
}
