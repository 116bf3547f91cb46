// Command stand-in stands for the programs of images: it lies in one image under the names of all of them, listens where an
// engine with these arguments would, and answers every request. Whoever is refused, was refused by somebody else.
//
// As "stand-in ask" it sends requests from the pod in which it is run, and as "stand-in facts" it says under which user, with
// which rights and on which file system it runs.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	if err := run(filepath.Base(os.Args[0]), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name string, args []string) error {
	if name != "stand-in" || len(args) == 0 {
		return runImage(name, args)
	}
	switch args[0] {
	case "ask":
		return ask(os.Stdin, os.Stdout)
	case "facts":
		return json.NewEncoder(os.Stdout).Encode(facts(args[1:]))
	case "pause":
		wait()
		return nil
	case "world":
		return serve("8080")
	}
	return runImage(name, args)
}

// runImage does what the main program of an image does: a server serves, and a tool is done at once.
func runImage(name string, args []string) error {
	switch name {
	case "node", "ossutil":
		return nil
	}
	ports := portsOf(args)
	errs := make(chan error)
	for _, port := range ports {
		go func() { errs <- serve(port) }()
	}
	go wait()
	return <-errs
}

// wait ends the program when it is told to, as the first process of a container has to do by itself.
func wait() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	<-signals
	os.Exit(0)
}
