package main

import (
	"context"
	"fmt"
	"time"

	corev3 "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	extproc "github.com/envoyproxy/go-control-plane/envoy/service/ext_proc/v3"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

const destination = "x-gateway-destination-endpoint"

// ask is what a gateway does with a request: it sends headers and body, and prints the endpoint that the picker answers.
func ask(address, body string) error {
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	stream, err := extproc.NewExternalProcessorClient(connection).Process(ctx)
	if err != nil {
		return err
	}
	for _, request := range []*extproc.ProcessingRequest{
		{Request: &extproc.ProcessingRequest_RequestHeaders{RequestHeaders: &extproc.HttpHeaders{Headers: headers()}}},
		{Request: &extproc.ProcessingRequest_RequestBody{
			RequestBody: &extproc.HttpBody{Body: []byte(body), EndOfStream: true},
		}},
	} {
		if err := stream.Send(request); err != nil {
			return err
		}
	}
	for {
		answer, err := stream.Recv()
		if err != nil {
			return err
		}
		if refused := answer.GetImmediateResponse(); refused != nil {
			return fmt.Errorf("refused with %v: %s", refused.GetStatus(), refused.GetBody())
		}
		for _, option := range answer.GetRequestHeaders().GetResponse().GetHeaderMutation().GetSetHeaders() {
			if option.GetHeader().GetKey() == destination {
				fmt.Println(string(option.GetHeader().GetRawValue()))
				return nil
			}
		}
	}
}

func headers() *corev3.HeaderMap {
	made := &corev3.HeaderMap{}
	for key, value := range map[string]string{
		":method": "POST", ":path": "/v1/chat/completions", "content-type": "application/json",
		"x-request-id": "1",
	} {
		made.Headers = append(made.Headers, &corev3.HeaderValue{Key: key, RawValue: []byte(value)})
	}
	return made
}
