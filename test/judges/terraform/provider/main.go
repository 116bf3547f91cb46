// Command provider knows the schema of the provider for Alibaba Cloud and nothing else, so that Terraform itself can
// judge stacks where the real provider cannot be had: types, required and unknown arguments, references, cycles.
package main

import (
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tfprotov5/tf5server"
)

func main() {
	schema, err := readSchema(os.Getenv("PROVIDER_SCHEMA"))
	if err == nil {
		err = tf5server.Serve("aliyun/alicloud", func() tfprotov5.ProviderServer { return &server{schema: schema} })
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
