// Command limits is the rate limit service of Envoy, as its maintainers start it, with a store in memory. It writes what is
// added to each counter, a line for each.
package main

import (
	"fmt"
	"os"

	"github.com/alicebob/miniredis/v2"
	"github.com/alicebob/miniredis/v2/server"
	"github.com/envoyproxy/ratelimit/src/service_cmd/runner"
	"github.com/envoyproxy/ratelimit/src/settings"
)

func main() {
	store := miniredis.NewMiniRedis()
	if err := store.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	store.Server().SetPreHook(func(_ *server.Peer, command string, arguments ...string) bool {
		if command == "INCRBY" {
			fmt.Println(arguments[0], arguments[1])
		}
		return false
	})
	configured := settings.NewSettings()
	configured.RedisUrl = store.Addr()
	started := runner.NewRunner(configured)
	started.Run()
}
